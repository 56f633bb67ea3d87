import { NavLink as MantineNavLink } from '@mantine/core';
import type { Permission } from '@dunwell/contract';
import { lazy, Suspense, type ComponentType, type ReactElement } from 'react';
import { Navigate, NavLink, useParams } from 'react-router';
import { useMay } from '../app/session/use-session.js';
import { Page } from '../parts/page.js';
import { LoadingRows } from '../parts/states.js';
import classes from './settings.module.css';

interface Section {
  id: string;
  label: string;
  permission: Permission;
  Content: ComponentType;
}

const SECTIONS: readonly Section[] = [
  section(
    'workspace',
    'Workspace',
    'read',
    async () => (await import('./workspace-settings.js')).WorkspaceSettings,
  ),
  section('sending', 'Sending', 'read', async () => (await import('./sending-settings.js')).SendingSettings),
  section(
    'payment',
    'Customer’s page',
    'read',
    async () => (await import('./payment-settings.js')).PaymentSettings,
  ),
  section(
    'provider',
    'Money and service',
    'read',
    async () => (await import('./provider-settings.js')).ProviderSettings,
  ),
  section('people', 'People', 'admin', async () => (await import('./people-settings.js')).PeopleSettings),
  section('keys', 'API keys', 'admin', async () => (await import('./keys-settings.js')).KeysSettings),
  section(
    'webhooks',
    'Webhooks',
    'admin',
    async () => (await import('./webhooks-settings.js')).WebhooksSettings,
  ),
  section('audit', 'Audit log', 'admin', async () => (await import('./audit-log.js')).AuditLog),
  section('me', 'Me', 'read', async () => (await import('./my-settings.js')).MySettings),
];

function section(
  id: string,
  label: string,
  permission: Permission,
  load: () => Promise<ComponentType>,
): Section {
  return { id, label, permission, Content: lazy(async () => ({ default: await load() })) };
}

/** What a company decides once: its workspace, its people, its doors to the outside. */
export function SettingsPage(): ReactElement {
  const { section: chosen } = useParams();
  const current = SECTIONS.find(({ id }) => id === chosen);
  if (!current) return <Navigate to="/settings/workspace" replace />;
  const { Content } = current;
  return (
    <Page title="Settings">
      <div className={classes.columns}>
        <nav className={classes.sections} aria-label="Settings">
          {SECTIONS.map((one) => (
            <SectionLink key={one.id} {...one} />
          ))}
        </nav>
        <div className={classes.content}>
          <Suspense fallback={<LoadingRows />}>
            <Content />
          </Suspense>
        </div>
      </div>
    </Page>
  );
}

function SectionLink({ id, label, permission }: Section): ReactElement | null {
  const { may } = useMay(permission);
  if (!may) return null;
  return (
    <MantineNavLink component={NavLink} to={`/settings/${id}`} label={label} className={classes.section} />
  );
}
