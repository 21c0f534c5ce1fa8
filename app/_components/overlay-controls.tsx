import { Slider } from '@mantine/core';
import { useMessages, useTranslations } from 'next-intl';
import { findingName } from '#lib/i18n/sentences.ts';
import type { FindingView } from '#lib/pipeline/views.ts';
import styles from './film-stage.module.css';
import { heatColour } from './heat-map.ts';
import { HeatScale } from './heat-overlay.tsx';

const COLOURS = Array.from({ length: 24 }, (_, i) => heatColour(0.12 + (0.88 * i) / 23));

/** What lies over the film. */
export interface Overlay {
  /** Of the heatmap, 0 to 1. */
  readonly opacity: number;
  readonly contour: boolean;
  readonly box: boolean;
}

export interface OverlayControlsProps {
  readonly shown: FindingView | undefined;
  /** Whether any finding has a map at all. */
  readonly drawsMaps: boolean;
  readonly overlay: Overlay;
  readonly onOverlay: (change: Partial<Overlay>) => void;
}

export function OverlayControls({ shown, drawsMaps, overlay, onOverlay }: OverlayControlsProps) {
  const t = useTranslations('film');
  const messages = useMessages();
  if (!drawsMaps) return <p className={styles.controls}>{t('noMapDrawn')}</p>;
  if (shown === undefined) return <p className={styles.controls}>{t('overlayOff')}</p>;
  const hasRegions = shown.regions !== undefined && shown.regions.length > 0;
  return (
    <div className={styles.controls}>
      <p className={styles.what}>{t('overlayOf', { finding: findingName(messages, shown) })}</p>
      <HeatScale low={t('low')} high={t('high')} colours={COLOURS} />
      <Opacity opacity={overlay.opacity} onOverlay={onOverlay} />
      {hasRegions && <RegionToggles overlay={overlay} onOverlay={onOverlay} />}
      <p className={styles.note}>
        {t('overlayNote')} {hasRegions ? t('contourNote') : t('noContour')}
      </p>
    </div>
  );
}

function Opacity({
  opacity,
  onOverlay,
}: { readonly opacity: number } & Pick<OverlayControlsProps, 'onOverlay'>) {
  const t = useTranslations('film');
  return (
    <span className={styles.opacity}>
      <span id="overlay-opacity">{t('opacity')}</span>
      <Slider
        className={styles.slider ?? ''}
        min={0}
        max={100}
        step={5}
        value={Math.round(opacity * 100)}
        onChange={(percent) => {
          onOverlay({ opacity: percent / 100 });
        }}
        label={null}
        thumbProps={{
          'aria-labelledby': 'overlay-opacity',
          'aria-valuetext': `${Math.round(opacity * 100)} %`,
        }}
      />
    </span>
  );
}

function RegionToggles({ overlay, onOverlay }: Pick<OverlayControlsProps, 'overlay' | 'onOverlay'>) {
  const t = useTranslations('film');
  return (
    <span className={styles.toggles}>
      {(['contour', 'box'] as const).map((line) => (
        <label key={line} className={styles.check}>
          <input
            type="checkbox"
            checked={overlay[line]}
            onChange={(event) => {
              onOverlay({ [line]: event.target.checked });
            }}
          />
          {t(line)}
        </label>
      ))}
    </span>
  );
}
