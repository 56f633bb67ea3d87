import { Handle, Position, type NodeProps, type NodeTypes } from '@xyflow/react';
import {
  Check,
  CircleCheck,
  LogIn,
  LogOut,
  Repeat2,
  Shield,
  TriangleAlert,
  X,
  type LucideIcon,
} from 'lucide-react';
import { memo, type ReactElement, type ReactNode } from 'react';
import { GroupTile } from '../../parts/group-tile.js';
import { lookOf } from '../../words/step-kinds.js';
import type { Cell } from '../cards/entry-card.js';
import type { BoxKind } from '../layout/part.js';
import type { Mark } from '../overlay.js';
import { useBox } from './box-store.js';
import classes from './canvas.module.css';

type BoxProps = Pick<NodeProps, 'id'>;

const EntryBox = memo(function EntryBox({ id }: BoxProps): ReactElement | null {
  const content = useBox(id, 'entry');
  if (!content) return null;
  const { enters, leaves, limits, badge, standing } = content;
  return (
    <div className={classes.entry} data-standing={standing}>
      <EntryCell icon={LogIn} title="Who enters" cell={enters} badge={badge} />
      <EntryCell icon={LogOut} title="Leaves when" cell={leaves} />
      <EntryCell icon={Shield} title="Limits" cell={limits} />
      <Ends />
    </div>
  );
});

function EntryCell({
  icon: Icon,
  title,
  cell,
  badge,
}: {
  icon: LucideIcon;
  title: string;
  cell: Cell;
  badge?: string | null;
}): ReactElement {
  return (
    <div className={classes.cell}>
      <div className={classes.cellTitle}>
        <Icon size={14} strokeWidth={1.75} aria-hidden />
        {title}
        {badge && <span className={classes.badge}> {badge}</span>}
      </div>{' '}
      <div className={classes.cellLines}>
        {cell.lines.map((line) => (
          <div key={line}>{line} </div>
        ))}
      </div>
      <div className={classes.cellDetail}>{cell.detail} </div>
    </div>
  );
}

/** A card has room for two; its details have all of them. */
const MOST_FIGURES = 2;

const StepBox = memo(function StepBox({ id }: BoxProps): ReactElement | null {
  const content = useBox(id, 'step');
  if (!content) return null;
  const { title, detail, step, problems, figures, mark, standing } = content;
  return (
    <div className={classes.card} data-standing={standing}>
      <GroupTile {...lookOf(step)} size={28} />
      <div className={classes.words}>
        {/* The spaces are for those who hear it: words of two lines are not one. */}
        <div className={classes.title}>{title}</div> <div className={classes.detail}>{detail}</div>
      </div>
      {figures.length > 0 && (
        <span className={classes.figures} title={figures.join(', ')}>
          {` ${figures.slice(0, MOST_FIGURES).join(' · ')}`}
        </span>
      )}
      {problems > 0 && (
        <span className={classes.problems}>
          {' '}
          <TriangleAlert size={12} aria-hidden />
          {problems}
        </span>
      )}
      {mark && <MarkDisc mark={mark} />}
      <Ends />
    </div>
  );
});

const MARK_ICONS: Readonly<Record<Mark, ReactNode>> = {
  done: <Check size={12} strokeWidth={2.5} />,
  failed: <X size={12} strokeWidth={2.5} />,
  stopped: <X size={12} strokeWidth={2.5} />,
  attention: <TriangleAlert size={11} strokeWidth={2.25} />,
  waiting: <span className={classes.dots}>…</span>,
};

function MarkDisc({ mark }: { mark: Mark }): ReactElement {
  return (
    <span className={classes.mark} data-mark={mark} aria-hidden>
      {MARK_ICONS[mark]}
    </span>
  );
}

const ArmBox = memo(function ArmBox({ id }: BoxProps): ReactElement | null {
  const content = useBox(id, 'arm');
  if (!content) return null;
  const { label, count, standing } = content;
  return (
    <div className={classes.pillPlace}>
      <span className={classes.pill} data-standing={standing} title={label}>
        {standing === 'lit' && <Check size={13} aria-hidden />}
        <span className={classes.pillLabel}>{label}</span>
        {count !== null && <span className={classes.pillCount}>{count.toLocaleString()}</span>}
      </span>
      <Ends />
    </div>
  );
});

const EmptyBox = memo(function EmptyBox({ id }: BoxProps): ReactElement | null {
  const content = useBox(id, 'empty');
  if (!content) return null;
  return (
    <div className={classes.empty} data-standing={content.standing}>
      {content.words}
      <Ends />
    </div>
  );
});

const FrameBox = memo(function FrameBox({ id }: BoxProps): ReactElement | null {
  const content = useBox(id, 'frame');
  return content && <div className={classes.frame} data-standing={content.standing} />;
});

const AgainBox = memo(function AgainBox({ id }: BoxProps): ReactElement | null {
  const content = useBox(id, 'again');
  if (!content) return null;
  return (
    <div className={classes.pillPlace}>
      <span className={classes.again} data-standing={content.standing}>
        <Repeat2 size={13} aria-hidden />
        {content.words}
      </span>
      <Ends />
    </div>
  );
});

const EndBox = memo(function EndBox({ id }: BoxProps): ReactElement | null {
  const content = useBox(id, 'end');
  if (!content) return null;
  return (
    <div className={classes.pillPlace}>
      <span className={classes.end} data-standing={content.standing}>
        <CircleCheck size={13} aria-hidden />
        Completed
      </span>
      <Ends />
    </div>
  );
});

/** Where lines may end. React Flow draws no line without them; where ours run is known already. */
function Ends(): ReactElement {
  return (
    <>
      <Handle type="target" position={Position.Top} className={classes.handle} isConnectable={false} />
      <Handle type="source" position={Position.Bottom} className={classes.handle} isConnectable={false} />
    </>
  );
}

/** Never made anew: React Flow would mount every box again. */
export const NODE_TYPES: NodeTypes & Record<BoxKind, unknown> = {
  entry: EntryBox,
  step: StepBox,
  arm: ArmBox,
  empty: EmptyBox,
  frame: FrameBox,
  again: AgainBox,
  end: EndBox,
};
