import { subscriptionSlotName } from '../../../rules/expert/subscription-slot-name';
import { table } from './support';
import { subscription } from './support/references';

const named = (name: string, parameters?: Readonly<Record<string, string>>) => ({
  ...subscription,
  spec: { ...Object(subscription.spec), name, ...(parameters && { parameters }) },
});

table(subscriptionSlotName, [
  ['a hyphen', [named('shop-orders')], ['would be named "shop-orders"']],
  ['a capital', [named('Orders')], ['would be named "Orders"']],
  ['64 characters', [named('a'.repeat(64))], ['at most 63']],
  ['what PostgreSQL takes', [named('shop_orders_2')], []],
  ['a slot with a name of its own', [named('shop-orders', { slot_name: 'shop_orders' })], []],
  ['a slot with a wrong one', [named('orders', { slot_name: 'shop-orders' })], ['would be named "shop-orders"']],
  ['no slot', [named('shop-orders', { slot_name: 'NONE' })], []],
  ['no connection', [named('shop-orders', { connect: 'false' })], []],
]);
