import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { NotFound, RouteError } from './route-error.js';

/** A screen, loaded when somebody goes there. */
function screen(path: string, load: () => Promise<ComponentType>): RouteObject {
  return { path, lazy: async () => ({ Component: await load() }) };
}

const inside: RouteObject[] = [
  {
    index: true,
    lazy: async () => ({ Component: (await import('../overview/overview-page.js')).OverviewPage }),
  },
  screen('invoices', async () => (await import('../invoices/invoices-page.js')).InvoicesPage),
  screen('journeys', async () => (await import('../journeys/journeys-page.js')).JourneysPage),
  screen('deliveries', async () => (await import('../deliveries/deliveries-page.js')).DeliveriesPage),
  screen('messages', async () => (await import('../messages/messages-page.js')).MessagesPage),
  screen('tasks', async () => (await import('../tasks/tasks-page.js')).TasksPage),
  screen('settings/:section?', async () => (await import('../settings/settings-page.js')).SettingsPage),
  screen('import', async () => (await import('../imports/import-page.js')).ImportPage),
  screen('accounts', async () => (await import('../accounts/accounts-page.js')).AccountsPage),
  screen('holds', async () => (await import('../holds/holds-page.js')).HoldsPage),
  screen(
    'automations',
    async () => (await import('../automations/list/automations-page.js')).AutomationsPage,
  ),
  screen(
    'automations/new',
    async () => (await import('../automations/new/new-automation-page.js')).NewAutomationPage,
  ),
  screen('automations/:id', async () => (await import('../automations/automation-page.js')).AutomationPage),
  screen(
    'automations/:id/evaluations/:date',
    async () => (await import('../automations/evaluation/evaluation-page.js')).EvaluationPage,
  ),
  screen('journeys/:id', async () => (await import('../journeys/journey-page.js')).JourneyPage),
  screen('missed', async () => (await import('../missed/missed-page.js')).MissedPage),
  screen('attention', async () => (await import('../attention/attention-page.js')).AttentionPage),
  screen('accounts/:key', async () => (await import('../account/account-page.js')).AccountPage),
  { path: '*', Component: NotFound },
];

const outside: RouteObject[] = [
  screen('/sign-in', async () => (await import('../sign-in/sign-in-page.js')).SignInPage),
  screen('/welcome', async () => (await import('../sign-in/welcome-page.js')).WelcomePage),
  screen('/invitation', async () => (await import('../sign-in/invitation-page.js')).InvitationPage),
  screen(
    '/forgot-password',
    async () => (await import('../sign-in/forgot-password-page.js')).ForgotPasswordPage,
  ),
  screen(
    '/reset-password',
    async () => (await import('../sign-in/reset-password-page.js')).ResetPasswordPage,
  ),
];

export const router = createBrowserRouter([
  {
    ErrorBoundary: RouteError,
    HydrateFallback: () => null,
    children: [
      ...outside,
      {
        path: '/',
        lazy: async () => ({ Component: (await import('./shell/shell.js')).Shell }),
        ErrorBoundary: RouteError,
        children: inside,
      },
    ],
  },
]);
