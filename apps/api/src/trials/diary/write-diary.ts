import type { DiaryDay, DiaryEntry, DiaryResult, SubjectReference } from '@dunwell/contract';
import { addDays, localCalendar, startOfDateIn, type LocalCalendar } from '@dunwell/engine';
import { sentenceText } from '@dunwell/language';
import { accountDays, accountHolds, readMovements, type ReadSubject } from '../../billing/billing-reader.js';
import { groupBy } from '../../platform/group-by.js';
import type { TrialTools } from '../play/trial-tools.js';
import type { Trial } from '../play/trial.js';
import { Diary, type DiaryOf, type PlayedDiary } from './diary.js';
import { diaryMoments } from './diary-moments.js';
import { tellTakenBack } from './taken-back.js';
import { tellJourney } from './tell-journey.js';
import { tellJudged } from './tell-judged.js';
import { tellHold, tellMovement, type ToldFact } from './tell-money.js';

/** Plays an account forward and writes down day by day what it lives through (S19, S20). */
export async function writeDiary(
  trial: Trial,
  account: { key: string; currency: string },
  of: DiaryOf,
  tools: TrialTools,
): Promise<DiaryResult> {
  const { document } = trial.automation.prepared;
  const played = await new Diary(trial, of, tools).play(await diaryMoments(trial, of));
  const writer = new DiaryWriter(trial, account.currency, of);
  return {
    account: account.key,
    currency: account.currency,
    from: of.from,
    to: of.to,
    sentence: sentenceText(document, trial.automation.context),
    backlog: played.backlog.map((subject) => referenceTo(trial, subject)),
    days: await writer.days(played),
  };
}

/** At one instant: facts, what goes on, who enters, and what those do at once (S1). */
const RANKS = { fact: 0, goesOn: 1, enters: 2, begins: 3 } as const;

type Ranked = DiaryEntry & { rank: number };

class DiaryWriter {
  private readonly calendar: LocalCalendar;
  private readonly begins: number;
  private readonly ends: number;

  constructor(
    private readonly trial: Trial,
    private readonly currency: string,
    private readonly of: DiaryOf,
  ) {
    const { history, from, to } = of;
    this.calendar = localCalendar(history);
    this.begins = startOfDateIn(history, from);
    this.ends = startOfDateIn(history, addDays(to, 1)) - 1;
  }

  async days(played: PlayedDiary): Promise<DiaryDay[]> {
    const { manager, automation } = this.trial;
    const { accountId, history: zones, from, to } = this.of;
    const { workspaceId } = automation;
    const { days } = await accountDays(manager, { workspaceId, accountId, zones, from, to, now: this.ends });
    const entries = [...(await this.facts()), ...(await this.journeys(played)), ...this.verdicts(played)];
    entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.rank - b.rank);
    const byDate = groupBy(entries, ({ at }) => this.calendar.dateAt(Date.parse(at)));
    return days.map(({ date, streakDay, overdue }) => ({
      date,
      streakDay,
      overdue,
      entries: (byDate.get(date) ?? []).map(({ rank: _, ...entry }) => entry),
    }));
  }

  private async facts(): Promise<Ranked[]> {
    const { manager, automation } = this.trial;
    const { accountId, history: zones, from, to } = this.of;
    const { workspaceId } = automation;
    const movements = await readMovements(manager, { workspaceId, accountId, now: this.ends });
    const holds = await accountHolds(manager, {
      workspaceId,
      accountId,
      zones,
      from: this.begins,
      to: this.ends,
    });
    const told: ToldFact[] = [
      ...movements.map((movement) => tellMovement(movement, this.currency)),
      ...holds.flatMap((hold) => tellHold(hold, zones, { from, to })),
    ];
    return told
      .filter(({ at }) => at >= this.begins && at <= this.ends)
      .map((one) => this.entry(one.at, RANKS.fact, one));
  }

  private async journeys({ journeys }: PlayedDiary): Promise<Ranked[]> {
    const { prepared } = this.trial.automation;
    const takenBack = await tellTakenBack(this.trial, journeys, this.ends);
    return journeys.flatMap((journey) => {
      const told = [...tellJourney(prepared, this.calendar, journey), ...(takenBack.get(journey) ?? [])];
      return told.map((one) =>
        this.entry(one.at, one.at === journey.at ? RANKS.begins : RANKS.goesOn, {
          ...one,
          journey: journey.number,
          subject: this.named(journey.subject),
        }),
      );
    });
  }

  private verdicts({ judged }: PlayedDiary): Ranked[] {
    return judged
      .flatMap((one) => tellJudged(this.trial.automation, one))
      .map(({ about, ...one }) =>
        this.entry(one.at, RANKS.enters, { ...one, subject: about && this.named(about) }),
      );
  }

  private entry(
    at: number,
    rank: number,
    told: Pick<DiaryEntry, 'kind' | 'words'> & Partial<Omit<DiaryEntry, 'at'>>,
  ): Ranked {
    const {
      kind,
      words,
      subject = null,
      journey = null,
      step = null,
      occurrence = null,
      message = null,
    } = told;
    const time = this.calendar.timeAt(at);
    return {
      at: new Date(at).toISOString(),
      time,
      kind,
      subject,
      journey,
      step,
      occurrence,
      words,
      message,
      rank,
    };
  }

  private named(subject: ReadSubject): SubjectReference {
    return referenceTo(this.trial, subject);
  }
}

function referenceTo(
  { automation }: Trial,
  { subjectKey: key, accountKey: account }: ReadSubject,
): SubjectReference {
  return { kind: automation.prepared.document.subject, key, account };
}
