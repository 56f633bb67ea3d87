import type { BillingEntity } from '@dunwell/contract';
import { SegmentedControl } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { Page } from '../parts/page.js';
import { Panel } from '../parts/panel.js';
import { ChooseFile } from './choose-file.js';
import { ENTITIES } from './entity-words.js';
import { ImportHistory } from './import-history.js';
import { ImportWizard } from './import-wizard.js';
import classes from './imports.module.css';

/** Billing data from files: choose, see how it would be read, bring it in; and what came in before. */
export function ImportPage(): ReactElement {
  const [entity, setEntity] = useState<BillingEntity>('accounts');
  const [file, setFile] = useState<File | null>(null);
  return (
    <Page
      title="Import"
      toolbar={
        <SegmentedControl
          aria-label="What the file holds"
          data={ENTITIES.map(({ value, label }) => ({ value, label }))}
          value={entity}
          onChange={setEntity}
        />
      }
    >
      <div className={classes.content}>
        {file === null ? (
          <ChooseFile entity={entity} onChoose={setFile} />
        ) : (
          <ImportWizard
            key={`${entity} ${file.name}`}
            entity={entity}
            file={file}
            onClose={() => setFile(null)}
          />
        )}
        <Panel title="Imports so far" flush className={classes.history}>
          <ImportHistory />
        </Panel>
      </div>
    </Page>
  );
}
