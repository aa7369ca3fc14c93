import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * Reads a new headline out once. The first is read as part of the page; only a change is news
 * (WAI-ARIA 1.2, role `status`).
 */
export function NewsForScreenReaders({ news }: { readonly news: string }): JSX.Element {
  const first = useRef(news);
  const [said, say] = useState('');
  useEffect(() => {
    if (news !== first.current) say(news);
  }, [news]);
  return (
    <p class="visually-hidden" role="status">
      {said}
    </p>
  );
}
