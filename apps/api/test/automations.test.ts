import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Automation, ProblemDetails, PublishResult } from '@dunwell/contract';
import { EvaluationWorld, pastDue14, streakDay } from './runtime/evaluation-world.testing.js';

let world: EvaluationWorld;
const http = () => world.app.http;

beforeAll(async () => {
  world = await EvaluationWorld.open('2026-03-01T00:00:00Z');
});

afterAll(() => world.app.close());

describe('drafts', () => {
  it('S16 are saved on the revision they started from, and change nothing that is live', async () => {
    const created = await world.create(pastDue14());
    expect(created).toMatchObject({ status: 'draft', revision: 1, liveVersion: null, draftDiffers: true });
    const document = pastDue14({ name: 'Two weeks' });
    const saved = await http().put(world.path('/draft')).send({ document, revision: 1 }).expect(200);
    expect(saved.body).toMatchObject({ name: 'Two weeks', revision: 2, status: 'draft' });
  });

  it('refuses a stale save (409) with the current draft', async () => {
    await world.create(pastDue14());
    const save = (name: string) =>
      http()
        .put(world.path('/draft'))
        .send({ document: pastDue14({ name }), revision: 1 });
    await save('First').expect(200);
    const { body } = await save('Second').expect(409);
    expect(body).toMatchObject({ code: 'staleRevision', current: { revision: 2, draft: { name: 'First' } } });
    const { body: after } = await http().get(world.path()).expect(200);
    expect(after).toMatchObject({ revision: 2, name: 'First' });
  });

  it('lets one of two simultaneous saves win', async () => {
    await world.create(pastDue14());
    const saves = ['A', 'B'].map((name) =>
      http()
        .put(world.path('/draft'))
        .send({ document: pastDue14({ name }), revision: 1 }),
    );
    const statuses = (await Promise.all(saves)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 409]);
  });

  it('give back to the letter what they were given', async () => {
    const document = { ...pastDue14(), policyNote: 'Why: "because" — ünïcode' };
    await world.create(document);
    const { body } = await http().get(world.path('/export')).expect(200);
    expect(JSON.stringify((body as { document: unknown }).document)).toBe(JSON.stringify(document));
  });
});

describe('publish', () => {
  it.each([
    [
      'a field nobody knows',
      {
        entry: {
          when: { field: 'account.shoeSize', operator: 'equals', value: 1 },
          reentry: { kind: 'once' },
        },
      },
      'entry',
    ],
    [
      'a step that cannot run yet',
      {
        first: 'team',
        steps: {
          team: {
            kind: 'action',
            action: { kind: 'slack', channel: '#billing', message: 'Look.' },
            next: null,
          },
        },
      },
      'steps.team',
    ],
    [
      'an exact day in a weekly schedule (S8)',
      { trigger: { kind: 'schedule', every: 'week', at: '09:00', weekday: 1 } },
      'entry',
    ],
    ['an empty group (S18)', { entry: { when: { all: [] }, reentry: { kind: 'once' } } }, 'entry'],
    [
      'a key per streak without a streak (S11)',
      {
        entry: {
          when: { field: 'account.country', operator: 'equals', value: 'DE' },
          reentry: { kind: 'oncePerStreak' },
        },
      },
      'entry',
    ],
  ])('S18 refuses %s with a problem that names the place, and changes nothing', async (_, changes, place) => {
    await world.create(pastDue14(changes as object));
    const { body } = await http().post(world.path('/publish')).send({ backlog: 'skip' }).expect(422);
    const { code, problems } = body as ProblemDetails;
    expect(code).toBe('documentRefused');
    expect(problems?.some(({ path }) => path.startsWith(`document.${place}`))).toBe(true);
    const { body: after } = await http().get(world.path()).expect(200);
    expect(after).toMatchObject({ status: 'draft', liveVersion: null, revision: 1 });
    const [versions] = await world.app.dataSource.query<{ count: number }[]>(
      'select count(*)::int as count from automation_versions where automation_id = $1',
      [world.automationId],
    );
    expect(versions!.count).toBe(0);
  });

  it('S16 makes immutable versions; a later draft leaves them as they are', async () => {
    const { version } = await world.publish(pastDue14({ name: 'One' }));
    expect(version.version).toBe(1);
    const second = await world.revise(pastDue14({ name: 'Two' }));
    expect(second.automation).toMatchObject({ liveVersion: 2, draftDiffers: false, status: 'live' });
    const nameOf = async (query: string): Promise<string> => {
      const { body } = await http()
        .get(world.path(`/export${query}`))
        .expect(200);
      return (body as { document: { name: string } }).document.name;
    };
    await http()
      .put(world.path('/draft'))
      .send({ document: pastDue14({ name: 'Three' }), revision: 2 })
      .expect(200);
    expect([await nameOf('?version=1'), await nameOf('?version=2'), await nameOf('')]).toEqual([
      'One',
      'Two',
      'Three',
    ]);
    const { body } = await http().get(world.path()).expect(200);
    expect(body).toMatchObject({ liveVersion: 2, draftDiffers: true });
    await http().get(world.path('/export?version=3')).expect(404);
  });

  it('makes one version where it is sent twice at once', async () => {
    await world.create(pastDue14());
    const publish = () => http().post(world.path('/publish')).send({ backlog: 'skip' });
    const answers = await Promise.all([publish(), publish()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.map(({ body }) => (body as PublishResult).version.version)).toEqual([1, 1]);
    expect((await publish().expect(200)).body).toMatchObject({ automation: { liveVersion: 1 } });
  });

  it('refuses a revision that has moved on, and publishes nothing', async () => {
    await world.create(pastDue14());
    const publish = http().post(world.path('/publish')).send({ backlog: 'skip', revision: 7 });
    const { body } = await publish.expect(409);
    expect(body).toMatchObject({ code: 'staleRevision', current: { status: 'draft', revision: 1 } });
  });
});

describe('pause, resume and archive', () => {
  it('S16 are possible where they make sense, and the same twice', async () => {
    await world.create(pastDue14());
    const change = async (what: string): Promise<number> =>
      (await http().post(world.path(`/${what}`))).status;
    expect(await change('pause')).toBe(409);
    await http().post(world.path('/publish')).send({ backlog: 'skip' }).expect(200);
    expect([await change('pause'), await change('pause'), await change('resume')]).toEqual([200, 200, 200]);
    expect([await change('archive'), await change('archive'), await change('resume')]).toEqual([
      200, 200, 409,
    ]);
    const save = http().put(world.path('/draft')).send({ document: pastDue14(), revision: 1 });
    expect((await save.expect(409)).body).toMatchObject({ code: 'archived' });
    await http().post(world.path('/publish')).send({ backlog: 'skip' }).expect(409);
  });
});

describe('the list', () => {
  it('finds by name and pages', async () => {
    for (let index = 0; index < 3; index += 1) await world.create(pastDue14({ name: 'Listed' }));
    const first = await http().get('/api/v1/automations?name=Listed&limit=2').expect(200);
    const { items, nextCursor } = first.body as { items: Automation[]; nextCursor: string };
    const rest = await http().get(`/api/v1/automations?name=Listed&limit=2&cursor=${nextCursor}`).expect(200);
    const ids = [...items, ...(rest.body as { items: Automation[] }).items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });

  it.each(['automations', 'missed', 'evaluations'])(
    'refuses a cursor that %s never gave out',
    async (list) => {
      await world.create(pastDue14());
      const cursor = (...key: unknown[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');
      const path = list === 'evaluations' ? world.path('/evaluations') : `/api/v1/${list}`;
      for (const wrong of [cursor('x'), cursor('2026-02-30', 'x'), cursor(1), cursor(1, 2), 'rubbish']) {
        await http().get(`${path}?cursor=${wrong}`).expect(400);
      }
    },
  );

  it('checks a document without saving it', async () => {
    const document = pastDue14({ entry: { when: streakDay('equals', -1), reentry: { kind: 'once' } } });
    const { body } = await http().post('/api/v1/automations/validate').send({ document }).expect(200);
    expect((body as { problems: unknown[] }).problems.length).toBeGreaterThan(0);
  });
});
