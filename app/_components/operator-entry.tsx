'use client';

import { useEffect, useRef } from 'react';
import actions from './action-link.module.css';

/** The secret stands behind the address's #, which no browser sends by itself; it leaves the address bar at once. */
export function OperatorEntry({ label }: { readonly label: string }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current && location.hash.length > 1) field.current.value = location.hash.slice(1);
    history.replaceState(null, '', location.pathname);
  }, []);
  return (
    <form method="post" action="/api/operator/enter">
      <input ref={field} type="hidden" name="token" />
      <button type="submit" className={actions.primary}>
        {label}
      </button>
    </form>
  );
}
