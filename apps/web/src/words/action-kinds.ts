import type { Action } from '@dunwell/language';
import {
  Ban,
  BadgePercent,
  CalendarRange,
  CircleCheckBig,
  CirclePause,
  Flag,
  Hash,
  Link2,
  Lock,
  LockOpen,
  Mail,
  MessageSquare,
  Phone,
  ReceiptText,
  RefreshCw,
  Scissors,
  Tag,
  Tags,
  TrendingDown,
  Webhook,
  type LucideIcon,
} from 'lucide-react';
import type { Group } from '../parts/group-tile.js';

type ActionKind = Action['kind'];

interface KindWords {
  icon: LucideIcon;
  group: Group;
  /** What one and many of its effects are called: "1 email", "17 emails". */
  one: string;
  many: string;
}

const words = (icon: LucideIcon, group: Group, one: string, many = `${one}s`): KindWords => ({
  icon,
  group,
  one,
  many,
});

/** How each kind of action looks and what its effects are called. */
export const ACTION_KINDS: Readonly<Record<ActionKind, KindWords>> = {
  emailCustomer: words(Mail, 'customer', 'email'),
  emailTeam: words(Mail, 'team', 'email to the team', 'emails to the team'),
  slack: words(Hash, 'team', 'Slack message'),
  webhook: words(Webhook, 'team', 'webhook call'),
  addTag: words(Tag, 'mark', 'tag added', 'tags added'),
  removeTag: words(Tags, 'mark', 'tag removed', 'tags removed'),
  setAttribute: words(MessageSquare, 'mark', 'attribute set', 'attributes set'),
  setCollectionStatus: words(Flag, 'mark', 'collection status set', 'collection statuses set'),
  createTask: words(Phone, 'team', 'task'),
  placeHold: words(CirclePause, 'money', 'hold'),
  requestPayment: words(Link2, 'money', 'payment request'),
  retryPayment: words(RefreshCw, 'money', 'retry', 'retries'),
  applyLateFee: words(BadgePercent, 'money', 'late fee'),
  restrictService: words(Lock, 'service', 'restricted', 'restricted'),
  suspendService: words(Ban, 'service', 'suspended', 'suspended'),
  downgradePlan: words(TrendingDown, 'service', 'downgraded', 'downgraded'),
  restoreService: words(LockOpen, 'service', 'restored', 'restored'),
  cancelSubscription: words(Scissors, 'service', 'subscription cancelled', 'subscriptions cancelled'),
  markUncollectible: words(ReceiptText, 'money', 'written off', 'written off'),
  offerPaymentPlan: words(CalendarRange, 'money', 'payment plan'),
};

/** Stands where a kind is not known to this version of the console. */
const UNKNOWN: KindWords = words(CircleCheckBig, 'decide', 'effect');

export const kindWords = (kind: string): KindWords =>
  kind in ACTION_KINDS ? ACTION_KINDS[kind as ActionKind] : UNKNOWN;

/** `17 emails`. */
export function countOfKind(kind: string, count: number): string {
  const { one, many } = kindWords(kind);
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}
