import type { ReactElement } from 'react';
import { Page } from '../parts/page.js';

export function OverviewPage(): ReactElement {
  return <Page title="Overview">{null}</Page>;
}
