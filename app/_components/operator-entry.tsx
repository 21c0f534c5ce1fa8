'use client';

import { useEffect, useState } from 'react';
import actions from './action-link.module.css';

/** The secret stands behind the address's #, which no browser sends by itself; it leaves the address bar at once. */
export function OperatorEntry({ label }: { readonly label: string }) {
  const [token, setToken] = useState<string>();
  useEffect(() => {
    setToken(location.hash.slice(1));
    history.replaceState(null, '', location.pathname);
  }, []);
  return (
    <form method="post" action="/api/operator/enter">
      <input type="hidden" name="token" value={token ?? ''} />
      <button type="submit" className={actions.primary} disabled={token === undefined}>
        {label}
      </button>
    </form>
  );
}
