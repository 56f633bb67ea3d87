import type { AccountPage, AutomationWhyNot, WhyNotSubject } from '@dunwell/contract';
import { explanationInWords } from '@dunwell/language';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../format/use-format.js';
import { ConditionLines } from '../../parts/condition-lines.js';
import { TonePill } from '../../parts/tone-pill.js';
import { contextOf, fieldNames, scopeOf, subjectName } from './why-not-context.js';
import { VERDICTS, enteredWords, whenWords } from './why-not-words.js';
import classes from './why-not.module.css';

/** One automation: what it has to say about the account, or about each of its invoices, subscriptions or cards. */
export function AutomationAnswer({
  answer,
  page,
}: {
  answer: AutomationWhyNot;
  page: AccountPage;
}): ReactElement {
  const { instant, day } = useFormat();
  const { automation, version, asOf, entered, subjects, problem } = answer;
  return (
    <section className={classes.automation}>
      <header>
        <h3>
          <Link to={`/automations/${automation.id}`}>{automation.name}</Link>
        </h3>
        <span>
          v{version}, as of {instant(asOf, page.account.timeZone)}
        </span>
      </header>
      {entered.length > 0 && (
        <p className={classes.entered}>
          {entered.map(({ date, journeyId, status }, index) => (
            <span key={journeyId}>
              {index > 0 && ' · '}
              <Link to={`/journeys/${journeyId}`}>{enteredWords(date, status, day)}</Link>
            </span>
          ))}
        </p>
      )}
      {problem !== null && <p>{problem}</p>}
      {subjects.map((subject) => (
        <SubjectAnswer key={subject.subject.key} answer={subject} page={page} />
      ))}
    </section>
  );
}

function SubjectAnswer({ answer, page }: { answer: WhyNotSubject; page: AccountPage }): ReactElement {
  const { date } = useFormat();
  const { subject, verdict, entry, exit } = answer;
  const { label, tone } = VERDICTS[verdict];
  const scope = scopeOf(subject.kind);
  const context = contextOf(page.account);
  const when = whenWords(answer, date, (ids) => fieldNames(ids, scope, context));
  return (
    <div className={classes.subject}>
      <p className={classes.verdict}>
        {subject.kind !== 'account' && <strong>{subjectName(subject)}</strong>}
        <TonePill tone={tone}>{label}</TonePill>
      </p>
      {entry && <ConditionLines label="Who enters" lines={explanationInWords(entry, scope, context)} />}
      {exit && (
        <>
          <p className={classes.exit}>Leaves at once: {exit.label}</p>
          <ConditionLines
            label={`Leaves when: ${exit.label}`}
            lines={explanationInWords(exit.explanation, scope, context)}
          />
        </>
      )}
      {when !== null && <p className={classes.when}>{when}</p>}
    </div>
  );
}
