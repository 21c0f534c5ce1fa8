import { useFormatter } from 'next-intl';
import { describeDate } from './describe-date.ts';
import { describeProbability } from './describe-probability.ts';

/** Text from elsewhere (names, identifiers): isolated, so that it cannot reorder the sentence around it. */
export function Isolated({ children }: { readonly children: string }) {
  return <bdi>{children}</bdi>;
}

export function DateText({ value }: { readonly value: string }) {
  const format = useFormatter();
  const described = describeDate(value);
  if (described === undefined) return <bdi>{value}</bdi>;
  return (
    <time dateTime={value}>
      <bdi>{format.dateTime(described.date, described.options)}</bdi>
    </time>
  );
}

export function Percent({ value }: { readonly value: number }) {
  const format = useFormatter();
  return <bdi>{format.number(value, { style: 'percent', maximumFractionDigits: 0 })}</bdi>;
}

/** Words for a probability, with '<' and '>' where rounding would claim certainty. */
export function useProbabilityText(): (probability: number, threshold: number) => string {
  const format = useFormatter();
  return (probability, threshold) => {
    const { bound, value, fractionDigits } = describeProbability(probability, threshold);
    return (
      bound +
      format.number(value, {
        style: 'percent',
        minimumFractionDigits: fractionDigits,
        maximumFractionDigits: fractionDigits,
      })
    );
  };
}
