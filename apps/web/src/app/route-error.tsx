import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link, useRouteError } from 'react-router';
import { problemWords } from '../api/problem-words.js';
import { Page } from '../parts/page.js';
import { EmptyState } from '../parts/states.js';

/** A screen that broke: words and ways on instead of a blank page. */
export function RouteError(): ReactElement {
  const error = useRouteError();
  return (
    <EmptyState
      action={
        <Button variant="default" onClick={() => globalThis.location.reload()}>
          Reload the page
        </Button>
      }
    >
      {problemWords(error)}
    </EmptyState>
  );
}

export function NotFound(): ReactElement {
  return (
    <Page title="No such page">
      <EmptyState
        action={
          <Button component={Link} to="/" variant="default">
            Go to the overview
          </Button>
        }
      >
        The address may be mistyped, or what it led to is gone.
      </EmptyState>
    </Page>
  );
}
