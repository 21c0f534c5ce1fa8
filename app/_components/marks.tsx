import type { Presence } from '#lib/findings/finding.ts';
import type { AnalysisState, DeliveryView, StepView } from '#lib/pipeline/views.ts';

/** Shapes that carry meaning without colour. Decorative to screen readers: words always stand beside them. */
function Shape({ children, size = 16 }: { readonly children: React.ReactNode; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

const check = (
  <path
    d="M3.5 8.5l3 3 6-7"
    fill="none"
    stroke="currentColor"
    strokeWidth="2.2"
    strokeLinecap="round"
    strokeLinejoin="round"
  />
);
const cross = (
  <path d="M4 4l8 8M12 4l-8 8" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
);
const ring = <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.8" />;
const dots = (
  <path d="M3 8h.01M8 8h.01M13 8h.01" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
);
const triangle = (
  <>
    <path d="M8 1.8l6.6 12H1.4z" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" />
    <path d="M8 6.2v3.6M8 12h.01" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
  </>
);
const bar = <path d="M3.5 8h9" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />;

/** Present: a full diamond. Indeterminate: a half-full circle. Absent: an empty ring. */
export function PresenceMark({ presence }: { readonly presence: Presence }) {
  switch (presence) {
    case 'present':
      return <Shape>{<path d="M8 1l7 7-7 7-7-7z" fill="currentColor" />}</Shape>;
    case 'indeterminate':
      return (
        <Shape>
          {ring}
          <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
        </Shape>
      );
    case 'absent':
      return <Shape>{ring}</Shape>;
  }
}

export function StepMark({ state }: { readonly state: StepView['state'] }) {
  switch (state) {
    case 'done':
      return <Shape>{check}</Shape>;
    case 'running':
      return <Shape>{<circle cx="8" cy="8" r="4" fill="currentColor" />}</Shape>;
    case 'stopped':
      return <Shape>{cross}</Shape>;
    case 'waiting':
      return <Shape>{ring}</Shape>;
  }
}

export function DeliveryMark({ state }: { readonly state: DeliveryView['state'] }) {
  switch (state) {
    case 'acknowledged':
      return <Shape>{check}</Shape>;
    case 'pending':
    case 'sending':
    case 'sent':
      return <Shape>{dots}</Shape>;
    case 'ambiguous':
    case 'held':
      return <Shape>{triangle}</Shape>;
    case 'failed':
    case 'dead':
      return <Shape>{cross}</Shape>;
    case 'superseded':
      return <Shape>{bar}</Shape>;
  }
}

export function StateMark({ state }: { readonly state: AnalysisState }) {
  switch (state) {
    case 'completed':
      return <Shape>{check}</Shape>;
    case 'undelivered':
      return <Shape>{triangle}</Shape>;
    case 'refused':
      return <Shape>{bar}</Shape>;
    case 'failed':
      return <Shape>{cross}</Shape>;
    case 'queued':
    case 'retrieving':
    case 'decoding':
    case 'inferring':
    case 'writing':
    case 'delivering':
      return <Shape>{dots}</Shape>;
  }
}

export function CautionMark({ size = 20 }: { readonly size?: number }) {
  return <Shape size={size}>{triangle}</Shape>;
}

export function SignedMark({ size = 20 }: { readonly size?: number }) {
  return (
    <Shape size={size}>
      <circle cx="8" cy="8" r="6.8" fill="none" stroke="currentColor" strokeWidth="1.6" />
      {check}
    </Shape>
  );
}

/** The product's mark: a line of sight through a film. */
export function Wordmark({ name }: { readonly name: string }) {
  return (
    <span className="wordmark" translate="no">
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
        <rect
          x="4.5"
          y="2"
          width="13"
          height="18"
          rx="2.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
        />
        <path d="M0.8 11h20.4" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
        <circle cx="11" cy="11" r="2.6" fill="currentColor" />
      </svg>
      {name}
    </span>
  );
}
