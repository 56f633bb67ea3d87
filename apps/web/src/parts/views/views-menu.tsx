import type { SavedView, ViewQuery } from '@dunwell/contract';
import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Bookmark, Check, ChevronDown, Plus, Settings2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { api } from '../../api/client.js';
import { ManageViews } from './manage-views.js';
import { viewShown } from './same-query.js';
import { SaveView } from './save-view.js';

interface ViewsMenuProps {
  /** What the screen shows now. */
  current: ViewQuery;
  onChoose: (query: ViewQuery['query']) => void;
}

/** Lists that are kept under a name: one's own, and those that colleagues share. */
export function ViewsMenu({ current, onChoose }: ViewsMenuProps): ReactElement {
  const { screen } = current;
  const views = useQuery({ queryKey: ['views', screen], queryFn: () => api.views.list(screen) });
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  const all = views.data ?? [];
  const shown = viewShown(all, current);
  const mine = all.filter((view) => view.mine);
  const others = all.filter((view) => !view.mine);
  const items = (listed: readonly SavedView[]): ReactElement[] =>
    listed.map((view) => (
      <Menu.Item
        key={view.id}
        rightSection={view.id === shown?.id ? <Check size={14} aria-label="current" /> : null}
        onClick={() => onChoose(view.query)}
      >
        {view.name}
      </Menu.Item>
    ));
  return (
    <>
      <Menu width={260}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<Bookmark size={15} aria-hidden />}
            rightSection={<ChevronDown size={14} aria-hidden />}
          >
            {shown?.name ?? 'Views'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
          {mine.length > 0 && <Menu.Label>Yours</Menu.Label>}
          {items(mine)}
          {others.length > 0 && <Menu.Label>Shared by colleagues</Menu.Label>}
          {items(others)}
          {all.length > 0 && <Menu.Divider />}
          {shown === undefined && (
            <Menu.Item leftSection={<Plus size={14} aria-hidden />} onClick={() => setDialog('save')}>
              Save this view …
            </Menu.Item>
          )}
          {mine.length > 0 && (
            <Menu.Item leftSection={<Settings2 size={14} aria-hidden />} onClick={() => setDialog('manage')}>
              Rename, share or delete …
            </Menu.Item>
          )}
          {mine.length === 0 && shown !== undefined && (
            <Menu.Label>
              {shown.name} is shared by {shown.createdBy}.
            </Menu.Label>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'save' && <SaveView current={current} onClose={() => setDialog(null)} />}
      {dialog === 'manage' && <ManageViews views={mine} current={current} onClose={() => setDialog(null)} />}
    </>
  );
}
