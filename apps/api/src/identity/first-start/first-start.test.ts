import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import type { ProcessConfig } from '../../config/config.js';
import { Clock } from '../../platform/clock/clock.js';
import { ApiKey } from '../keys/api-key.entity.js';
import { ApiKeys } from '../keys/api-keys.js';
import { FirstStart } from './first-start.js';
import { WorkspaceZone } from '../workspace-zone.entity.js';
import { Workspace } from '../workspace.entity.js';

const CONFIGURED = 'dwk_a-key-for-unattended-set-up';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase([Workspace, WorkspaceZone, ApiKey]);
});

afterEach(() => database.drop());

function processWith(config: Partial<ProcessConfig> = {}): FirstStart {
  const clock = new Clock(database.dataSource);
  return new FirstStart(
    database.dataSource,
    clock,
    new ApiKeys(database.dataSource, clock),
    config as ProcessConfig,
  );
}

const count = (entity: typeof Workspace | typeof ApiKey) => database.dataSource.manager.count(entity);

describe('the first start', () => {
  it('makes one workspace when several processes start at once', async () => {
    const keys = await Promise.all(
      [1, 2, 3].map(() => processWith().prepare({ known: undefined, mayIssue: false })),
    );
    expect(await count(Workspace)).toBe(1);
    expect(keys.filter((key) => key !== undefined)).toHaveLength(1);
  });

  it('keeps the known key at later starts', async () => {
    const known = await processWith().prepare({ known: undefined, mayIssue: true });
    expect(await processWith().prepare({ known, mayIssue: true })).toBe(known);
    expect(await count(ApiKey)).toBe(1);
  });

  it('issues another key when the known one is lost, if it may', async () => {
    const lost = await processWith().prepare({ known: undefined, mayIssue: true });
    const issued = await processWith().prepare({ known: 'dwk_of-another-database', mayIssue: true });
    expect(issued).toMatch(/^dwk_.{32}$/);
    expect(issued).not.toBe(lost);
    expect(await processWith().prepare({ known: undefined, mayIssue: false })).toBeUndefined();
  });

  it('makes the configured key, once', async () => {
    for (let start = 0; start < 2; start += 1) {
      const key = await processWith({ apiKey: CONFIGURED }).prepare({ known: undefined, mayIssue: false });
      expect(key).toBe(CONFIGURED);
    }
    expect(await count(ApiKey)).toBe(1);
  });

  it('sets the clock only where it was never set (S1)', async () => {
    const clock = new Clock(database.dataSource);
    for (const instant of ['2012-01-01T00:00:00Z', '2013-01-01T00:00:00Z']) {
      await processWith({ clock: new Date(instant) }).prepare({ known: undefined, mayIssue: false });
    }
    expect(await clock.businessNow()).toEqual(new Date('2012-01-01T00:00:00Z'));
  });
});
