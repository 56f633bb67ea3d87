import {
  CalendarX2,
  CirclePause,
  Import,
  LayoutDashboard,
  Mail,
  ReceiptText,
  Settings2,
  SquareCheckBig,
  TriangleAlert,
  Users,
  Workflow,
  type LucideIcon,
} from 'lucide-react';
import type { Counts } from '@dunwell/contract';

export interface Place {
  label: string;
  path: string;
  icon: LucideIcon;
  /** The figure beside it. */
  count?: keyof Counts;
  /** The key after G that leads there. */
  shortcut?: string;
}

/** What one looks at every day. */
export const DAILY: readonly Place[] = [
  { label: 'Overview', path: '/', icon: LayoutDashboard, shortcut: 'o' },
  { label: 'Accounts', path: '/accounts', icon: Users, count: 'pastDueAccounts', shortcut: 'a' },
  { label: 'Invoices', path: '/invoices', icon: ReceiptText, shortcut: 'i' },
  { label: 'Tasks', path: '/tasks', icon: SquareCheckBig, count: 'openTasks', shortcut: 't' },
  { label: 'Messages', path: '/messages', icon: Mail, shortcut: 'm' },
  { label: 'Holds', path: '/holds', icon: CirclePause, count: 'openHolds', shortcut: 'h' },
];

/** What works by itself, and where it needs somebody. */
export const AUTOMATE: readonly Place[] = [
  { label: 'Automations', path: '/automations', icon: Workflow, count: 'liveAutomations', shortcut: 'u' },
  { label: 'Missed', path: '/missed', icon: CalendarX2, count: 'missed' },
  { label: 'Needs attention', path: '/attention', icon: TriangleAlert, count: 'attention', shortcut: 'n' },
];

export const SET_UP: readonly Place[] = [
  { label: 'Import', path: '/import', icon: Import },
  { label: 'Settings', path: '/settings', icon: Settings2, shortcut: 's' },
];

export const ALL_PLACES: readonly Place[] = [...DAILY, ...AUTOMATE, ...SET_UP];
