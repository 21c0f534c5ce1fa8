import type { CSSProperties, ReactNode } from 'react';
import type { LaunchedBy, PatientBanner } from '#lib/pipeline/views.ts';
import { LaunchGuard } from './launch-guard.tsx';
import { PatientBar } from './patient-bar.tsx';

export interface LaunchedPageProps {
  readonly launch: string;
  readonly patient: PatientBanner;
  readonly by: LaunchedBy;
  readonly children: ReactNode;
}

/** What every page of a launch has: its guard, whose chart it is, and the EHR's colours. */
export function LaunchedPage({ launch, patient, by, children }: LaunchedPageProps) {
  return (
    <LaunchGuard launch={launch}>
      <div style={coloursOf(by.style)}>
        <PatientBar launch={launch} patient={patient} by={by} />
        {children}
      </div>
    </LaunchGuard>
  );
}

/** Theirs in a bright room; a dark one keeps ours. Checked for contrast where they were read. */
function coloursOf({ background, highlight }: LaunchedBy['style'] = {}): CSSProperties {
  const tokens: Record<string, string> = {
    ...(background !== undefined && { '--paper': `light-dark(${background}, #0d1216)` }),
    ...(highlight !== undefined && { '--accent': `light-dark(${highlight}, #86c8f2)` }),
    ...(background !== undefined && { background: 'var(--paper)', minBlockSize: '100dvh' }),
  };
  return tokens;
}
