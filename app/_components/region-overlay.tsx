import type { Box, MapRegion } from '#lib/findings/finding.ts';
import type { FilmView } from '#lib/pipeline/views.ts';
import lines from '../_viewer/lines.module.css';
import styles from './film-stage.module.css';

export interface RegionOverlayProps {
  readonly regions: readonly MapRegion[];
  readonly film: Required<Pick<FilmView, 'columns' | 'rows'>>;
  readonly contour: boolean;
  readonly box: boolean;
}

/**
 * Contour and box in the film's own pixels. Each line is drawn twice, dark below light, so that it is seen on bone and on
 * air; decorative to screen readers, the list says in words what can be said.
 */
export function RegionOverlay({ regions, film, contour, box }: RegionOverlayProps) {
  return (
    <svg
      className={styles.overlay}
      viewBox={`0 0 ${film.columns} ${film.rows}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {(['lineBelow', 'lineAbove'] as const).map((layer) => (
        <g key={layer} className={lines[layer]}>
          {regions.map((region) => (
            <g key={keyOf(region.box)}>
              {contour && <path data-overlay="contour" d={region.contour.map(pathOf).join(' ')} />}
              {box && (
                <rect
                  data-overlay="box"
                  className={styles.dashed}
                  x={region.box.left}
                  y={region.box.top}
                  width={region.box.width}
                  height={region.box.height}
                />
              )}
            </g>
          ))}
        </g>
      ))}
    </svg>
  );
}

function pathOf(ring: MapRegion['contour'][number]): string {
  return `M${ring.map(([x, y]) => `${x} ${y}`).join('L')}Z`;
}

function keyOf({ left, top, width, height }: Box): string {
  return [left, top, width, height].join();
}
