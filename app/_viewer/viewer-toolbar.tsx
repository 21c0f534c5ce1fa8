'use client';

import {
  IconAngle,
  IconArrowsMaximize,
  IconArrowsMove,
  IconContrast2,
  IconEraser,
  IconFlipHorizontal,
  IconFlipVertical,
  IconMaximize,
  IconMoonStars,
  IconRectangle,
  IconRestore,
  IconRotateClockwise,
  IconRulerMeasure,
  IconSunHigh,
  IconZoomIn,
  IconZoomScan,
  type Icon,
} from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import styles from './film-viewer.module.css';
import { TOOLS, type Tool, type ViewerAction, type ViewerState } from './viewer-state.ts';

const TOOL_ICONS: Readonly<Record<Tool, Icon>> = {
  window: IconContrast2,
  pan: IconArrowsMove,
  zoom: IconZoomIn,
  length: IconRulerMeasure,
  angle: IconAngle,
  rectangle: IconRectangle,
};

/** What needs the film's values, and not only its preview. */
const OF_VALUES: ReadonlySet<Tool> = new Set(['window', 'length', 'angle', 'rectangle']);

type Name =
  'invert' | 'turn' | 'flipHorizontal' | 'flipVertical' | 'fit' | 'oneToOne' | 'opening' | 'all' | 'forget';

const ACTIONS: readonly { readonly name: Name; readonly icon: Icon; readonly action: ViewerAction }[] = [
  { name: 'opening', icon: IconRestore, action: { do: 'show', range: 'opening' } },
  { name: 'all', icon: IconSunHigh, action: { do: 'show', range: 'all' } },
  { name: 'invert', icon: IconMoonStars, action: { do: 'invert' } },
  { name: 'fit', icon: IconMaximize, action: { do: 'fit' } },
  { name: 'oneToOne', icon: IconZoomScan, action: { do: 'one-to-one' } },
  { name: 'turn', icon: IconRotateClockwise, action: { do: 'turn' } },
  { name: 'flipHorizontal', icon: IconFlipHorizontal, action: { do: 'flip-horizontal' } },
  { name: 'flipVertical', icon: IconFlipVertical, action: { do: 'flip-vertical' } },
  { name: 'forget', icon: IconEraser, action: { do: 'forget' } },
];

export interface ViewerToolbarProps {
  readonly state: ViewerState;
  readonly hasValues: boolean;
  readonly onAction: (action: ViewerAction) => void;
  readonly onFullScreen: () => void;
}

export function ViewerToolbar({ state, hasValues, onAction, onFullScreen }: ViewerToolbarProps) {
  const t = useTranslations('viewer');
  return (
    <div role="toolbar" aria-label={t('tools')} className={styles.toolbar}>
      {TOOLS.map((tool) => (
        <ToolButton
          key={tool}
          icon={TOOL_ICONS[tool]}
          label={t(tool)}
          isPressed={state.tool === tool}
          disabled={!hasValues && OF_VALUES.has(tool)}
          onPress={() => {
            onAction({ do: 'choose', tool });
          }}
        />
      ))}
      <span className={styles.divider} />
      {ACTIONS.map(({ name, icon, action }) => (
        <ToolButton
          key={name}
          icon={icon}
          label={t(name)}
          disabled={!hasValues && (action.do === 'show' || action.do === 'invert')}
          {...(action.do === 'invert' ? { isPressed: state.isInverted } : {})}
          onPress={() => {
            onAction(action);
          }}
        />
      ))}
      <ToolButton icon={IconArrowsMaximize} label={t('fullScreen')} disabled={false} onPress={onFullScreen} />
    </div>
  );
}

function ToolButton({
  icon: Picture,
  label,
  isPressed,
  disabled,
  onPress,
}: {
  readonly icon: Icon;
  readonly label: string;
  readonly isPressed?: boolean;
  readonly disabled: boolean;
  readonly onPress: () => void;
}) {
  return (
    <button
      type="button"
      className={styles.tool}
      title={label}
      aria-label={label}
      aria-pressed={isPressed}
      disabled={disabled}
      onClick={onPress}
    >
      <Picture size={20} stroke={1.75} aria-hidden="true" />
    </button>
  );
}
