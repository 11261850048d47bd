resource "kubectl_manifest" "pg" {}
