import type { StepFigures } from '@dunwell/contract';
import {
  capitalized,
  conditionWords,
  SUBJECT_WORDS,
  type AutomationDocument,
  type CatalogueContext,
  type Condition,
  type TokenKind,
} from '@dunwell/language';
import { useMemo, type ReactElement } from 'react';
import { Link } from 'react-router';
import { stepCards, type StepCard } from '../../canvas/cards/step-card.js';
import { stepNode } from '../../canvas/node-ids.js';
import { GroupTile } from '../../parts/group-tile.js';
import { Sentence } from '../../parts/sentence.js';
import { SideSheet } from '../../parts/side-sheet.js';
import { assumedContext } from '../../words/assumed-context.js';
import { lookOf } from '../../words/step-kinds.js';
import { messageParts } from './message-parts.js';
import { entryDetails, stepDetails, type Details } from './step-details.js';
import classes from './step-sheet.module.css';

interface StepSheetProps {
  automationId: string;
  document: AutomationDocument;
  /** The box that was opened; null: none. */
  node: string | null;
  figures: StepFigures | undefined;
  onClose: () => void;
}

/** What a box of the canvas is set to, in words. */
export function StepSheet({ automationId, document, node, figures, onClose }: StepSheetProps): ReactElement {
  const context = useMemo(() => assumedContext(document), [document]);
  const found = Object.entries(document.steps).find(([id]) => stepNode(id) === node);
  const card = found && stepCards(document, context).get(found[0]);
  return (
    <SideSheet
      opened={node !== null}
      onClose={onClose}
      title={
        found && card ? (
          <span className={classes.title}>
            <GroupTile {...lookOf(found[1])} size={28} />
            {card.title}
          </span>
        ) : (
          'Who enters, when they leave'
        )
      }
    >
      {found && card ? (
        <>
          <StepStanding automationId={automationId} step={found[0]} figures={figures} card={card} />
          <DetailList
            details={stepDetails(found[1], stepNode(found[0]))}
            document={document}
            context={context}
          />
        </>
      ) : (
        <DetailList details={entryDetails(document)} document={document} context={context} />
      )}
    </SideSheet>
  );
}

function StepStanding({
  automationId,
  step,
  figures,
  card,
}: {
  automationId: string;
  step: string;
  figures: StepFigures | undefined;
  card: StepCard;
}): ReactElement {
  const figure = figures?.steps.find((one) => one.step === step);
  if (!figure) return <p className={classes.lead}>{card.detail}</p>;
  const { waiting, heldBack, needsAttention, done, failed } = figure;
  return (
    <>
      <p className={classes.lead}>{card.detail}</p>
      <dl className={classes.figures}>
        <Figure name="Waiting" count={waiting} />
        <Figure name="Held back" count={heldBack} />
        <Figure name="Done" count={done} />
        <Figure name="Failed" count={failed} />
      </dl>
      <p className={classes.note}>Waiting and held back now; done, failed or skipped in the last 30 days.</p>
      {needsAttention > 0 && (
        <p className={classes.attention}>
          <Link to={`/attention?automationId=${automationId}&step=${encodeURIComponent(step)}`}>
            {needsAttention} {needsAttention === 1 ? 'waits' : 'wait'} for somebody to decide
          </Link>
        </p>
      )}
    </>
  );
}

const Figure = ({ name, count }: { name: string; count: number }): ReactElement => (
  <div>
    <dt>{name}</dt>
    <dd>{count.toLocaleString()}</dd>
  </div>
);

function DetailList({
  details: { settings, conditions, texts },
  document,
  context,
}: {
  details: Details;
  document: AutomationDocument;
  context: CatalogueContext;
}): ReactElement {
  return (
    <div className={classes.details}>
      {conditions.map(({ title, when, path }) => (
        <section key={path}>
          <h3 className={classes.heading}>{title}</h3>
          <p>
            <Sentence tokens={conditionTokens(when, path, document, context)} />
          </p>
        </section>
      ))}
      {settings.length > 0 && (
        <dl className={classes.settings}>
          {settings.map(({ name, value }) => (
            <div key={name + value}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {texts.map(({ name, value }) => (
        <section key={name}>
          <h3 className={classes.heading}>{name}</h3>
          <p className={classes.text}>
            {messageParts(value, document, context).map((part, index) =>
              part.kind === 'words' ? (
                part.text
              ) : (
                <span key={index} className={classes[part.kind]}>
                  {part.text}
                </span>
              ),
            )}
          </p>
        </section>
      ))}
    </div>
  );
}

/** A condition as a sentence of its own: "The account is past due for at least 3 days". */
function conditionTokens(
  when: Condition,
  path: string,
  document: AutomationDocument,
  context: CatalogueContext,
): { text: string; kind: TokenKind; action: null }[] {
  const form = { clauseAbout: `the ${SUBJECT_WORDS[document.subject]}` };
  const words = conditionWords({ when, step: null, path }, { scope: document, context, form });
  return words.map(({ text, kind }, index) => ({
    text: index === 0 ? capitalized(text) : text,
    kind,
    action: null,
  }));
}
