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
  screen('accounts', async () => (await import('../accounts/accounts-page.js')).AccountsPage),
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
