import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CountryCode } from '../country';

/** Decoration beside a country's name, never instead of it. Nothing where there is no picture. */
export function Flag({ country }: { readonly country: CountryCode | null }): JSX.Element {
  const [missing, setMissing] = useState<CountryCode | null>(null);
  if (country === null || missing === country) return <span class="flag flag-none" />;
  return (
    <img
      class="flag"
      src={`/flags/${country}.svg`}
      alt=""
      width="20"
      height="14"
      onError={() => setMissing(country)}
    />
  );
}
