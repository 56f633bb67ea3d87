import {
  Background,
  BackgroundVariant,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  type Node,
  type NodeChange,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { ActionIcon, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { AutomationDocument } from '@dunwell/language';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useLayoutEffect, useMemo, useState, type ReactElement } from 'react';
import { assumedContext } from '../../words/assumed-context.js';
import type { DrawnBox, Drawing } from '../drawing.js';
import type { Size } from '../layout/measures.js';
import type { NodeId } from '../node-ids.js';
import type { Overlay } from '../overlay.js';
import { project } from '../project.js';
import { BoxStore, BoxStoreContext } from './box-store.js';
import classes from './canvas.module.css';
import { EDGE_TYPES, type LineEdge } from './edges.js';
import { firstViewport } from './first-viewport.js';
import { NODE_TYPES } from './nodes.js';

export interface DocumentCanvasProps {
  document: AutomationDocument;
  overlay: Overlay;
  /** What the canvas is, for people who hear the screen. */
  label: string;
  /** The box whose details are shown. */
  selected: NodeId | null;
  onSelect: (id: NodeId) => void;
}

const LEAST_ZOOM = 0.2;
const MOST_ZOOM = 1.5;

/** A document to look at: boxes are reached with Tab and opened with Enter; the ground is moved and zoomed. */
export function DocumentCanvas({ document, overlay, ...view }: DocumentCanvasProps): ReactElement {
  const drawing = useMemo(() => project(document, overlay, assumedContext(document)), [document, overlay]);
  const { ref, width, height } = useElementSize();
  return (
    <div ref={ref} className={classes.canvas} role="region" aria-label={view.label}>
      {width > 0 && height > 0 && (
        <ReactFlowProvider>
          <Flow drawing={drawing} window={{ width, height }} {...view} />
        </ReactFlowProvider>
      )}
    </div>
  );
}

type FlowProps = Pick<DocumentCanvasProps, 'selected' | 'onSelect'> & { drawing: Drawing; window: Size };

function Flow({ drawing, window, selected, onSelect }: FlowProps): ReactElement {
  const colorMode = useComputedColorScheme('light');
  const [store] = useState(() => new BoxStore(drawing));
  useLayoutEffect(() => store.show(drawing), [store, drawing]);
  const [atFirst] = useState(() => firstViewport(drawing, window));
  const nodes = useMemo(() => drawing.boxes.map((drawn) => nodeOf(drawn, selected)), [drawing, selected]);
  const edges = useMemo(
    () =>
      drawing.lines.map(({ id, from, to, corners, isLit }): LineEdge => ({
        id,
        type: 'line',
        source: from,
        target: to,
        data: { corners, isLit },
        zIndex: isLit ? 1 : 0,
      })),
    [drawing],
  );
  const select = (changes: NodeChange[]): void => {
    const chosen = changes.find((change) => change.type === 'select' && change.selected);
    if (chosen?.type === 'select') onSelect(chosen.id);
  };
  return (
    <BoxStoreContext value={store}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={select}
        colorMode={colorMode}
        defaultViewport={atFirst}
        minZoom={LEAST_ZOOM}
        maxZoom={MOST_ZOOM}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        edgesReconnectable={false}
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        proOptions={{ hideAttribution: true }}
        ariaLabelConfig={ARIA_LABELS}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} />
        <Panel position="bottom-left">
          <ZoomBar />
        </Panel>
      </ReactFlow>
    </BoxStoreContext>
  );
}

const ARIA_LABELS = {
  'node.a11yDescription.default': 'Press Enter to see its details.',
  'node.a11yDescription.keyboardDisabled': 'Press Enter to see its details.',
};

/** What has details to be opened; labels and placeholders have none. */
const OPENS: ReadonlySet<string> = new Set(['entry', 'step']);

function nodeOf({ box, label }: DrawnBox, selected: NodeId | null): Node {
  const { id, kind, x, y, width, height } = box;
  const opens = OPENS.has(kind);
  return {
    id,
    type: kind,
    position: { x, y },
    width,
    height,
    data: {},
    selected: id === selected,
    selectable: opens,
    focusable: opens,
    zIndex: kind === 'frame' ? -1 : 0,
    ariaRole: opens ? 'button' : 'group',
    ariaLabel: label,
    domAttributes: { 'aria-roledescription': undefined },
  };
}

function ZoomBar(): ReactElement {
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const zoom = useStore(({ transform }) => transform[2]);
  return (
    <div className={classes.zoom}>
      <ActionIcon aria-label="Smaller" onClick={() => void zoomOut()}>
        <Minus size={14} />
      </ActionIcon>
      <span className={classes.percent}>{Math.round(zoom * 100)}%</span>
      <ActionIcon aria-label="Larger" onClick={() => void zoomIn()}>
        <Plus size={14} />
      </ActionIcon>
      <ActionIcon aria-label="Show everything" onClick={() => void fitView({ padding: 0.06, maxZoom: 1 })}>
        <Maximize size={14} />
      </ActionIcon>
    </div>
  );
}
