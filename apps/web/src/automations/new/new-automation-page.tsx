import { Button } from '@mantine/core';
import { GOAL_WORDS, TEMPLATE_GOALS, TEMPLATES, type Template } from '@dunwell/language';
import { Upload } from 'lucide-react';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import { useChange } from '../../api/use-change.js';
import type { ParamKinds } from '../../format/search-params.js';
import { useFilter } from '../../format/use-filter.js';
import { MayButton } from '../../parts/may-button.js';
import { Page } from '../../parts/page.js';
import { Sentence } from '../../parts/sentence.js';
import { sentenceTokens } from '../../words/sentence-tokens.js';
import { BackToAutomations } from '../back-to-automations.js';
import { TOUCHED } from '../touched.js';
import { ImportDocument } from './import-document.js';
import classes from './new-automation.module.css';

const KINDS: ParamKinds<{ import: boolean }> = { import: 'flag' };

/** A new draft: from a starter, or from a document somebody has as a file. */
export function NewAutomationPage(): ReactElement {
  const [{ import: isImporting = false }, change] = useFilter(KINDS);
  const navigate = useNavigate();
  const use = useChange({
    change: ({ document }: Template) => api.createAutomation({ document }),
    touches: TOUCHED,
    says: ({ name }) => `“${name}” is a new draft. Nothing runs before it is published.`,
    onDone: ({ id }) => void navigate(`/automations/${id}`),
  });
  return (
    <Page
      title="New automation"
      leading={<BackToAutomations />}
      aside="Each of these is a whole automation. It becomes a draft; nothing runs before you publish it."
      actions={
        <Button variant="default" leftSection={<Upload size={14} />} onClick={() => change({ import: true })}>
          Import a document
        </Button>
      }
    >
      <div className={classes.gallery}>
        {TEMPLATE_GOALS.map((goal) => (
          <section key={goal} aria-labelledby={`goal-${goal}`}>
            <h2 id={`goal-${goal}`} className={classes.goal}>
              {GOAL_WORDS[goal]}
            </h2>
            <div className={classes.cards}>
              {TEMPLATES.filter((template) => template.goal === goal).map((template) => (
                <TemplateCard
                  key={template.id}
                  template={template}
                  isUsing={use.isPending && use.variables.id === template.id}
                  onUse={() => use.mutate(template)}
                />
              ))}
            </div>
          </section>
        ))}
      </div>
      <ImportDocument opened={isImporting} onClose={() => change({ import: undefined })} />
    </Page>
  );
}

function TemplateCard({
  template: { blurb, document },
  isUsing,
  onUse,
}: {
  template: Template;
  isUsing: boolean;
  onUse: () => void;
}): ReactElement {
  return (
    <article className={classes.card}>
      <h3 className={classes.name}>{document.name}</h3>
      <p className={classes.blurb}>{blurb}</p>
      <p className={classes.sentence}>
        <Sentence tokens={sentenceTokens(document)} />
      </p>
      <MayButton
        permission="edit"
        variant="default"
        loading={isUsing}
        onClick={onUse}
        aria-label={`Use this: ${document.name}`}
        className={classes.use}
      >
        Use this
      </MayButton>
    </article>
  );
}
