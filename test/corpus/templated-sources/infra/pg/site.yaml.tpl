apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: ${site}}
spec: {instances: ${n}}
