import { Pill } from '@mantine/core';
import type { ReactElement } from 'react';
import { useChange } from '../../api/use-change.js';
import { useMay } from '../../app/session/use-session.js';
import { changeTag, TAG_TOUCHES } from '../forms/change-tag.js';
import classes from './details.module.css';

/** An account's tags; whoever does the daily work can take one away. */
export function Tags({ account, tags }: { account: string; tags: readonly string[] }): ReactElement {
  const { may } = useMay('work');
  const remove = useChange({
    change: (tag: string) => changeTag(account, { kind: 'removeTag', tag }),
    touches: TAG_TOUCHES,
  });
  if (tags.length === 0) return <span className={classes.none}>none</span>;
  return (
    <ul className={classes.tags}>
      {tags.map((tag) => (
        <li key={tag}>
          <Pill
            size="sm"
            radius="sm"
            withRemoveButton={may}
            removeButtonProps={{ 'aria-label': `Remove the tag ${tag}`, tabIndex: 0, 'aria-hidden': false }}
            onRemove={() => remove.mutate(tag)}
          >
            {tag}
          </Pill>
        </li>
      ))}
    </ul>
  );
}
