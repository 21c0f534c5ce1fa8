/** A browser without a screen: follows redirects by hand and keeps cookies per host, as hands-free runs need it. */
export class Browser {
  /** When each address was asked for (milliseconds since 1970), in order. */
  readonly visits: { readonly path: string; readonly at: number }[] = [];
  readonly #cookies = new Map<string, Map<string, string>>();

  /** GET or, with a form, POST; redirects are followed, their cookies kept. */
  async open(
    url: string,
    form?: Readonly<Record<string, string>>,
  ): Promise<{ url: string; status: number; text: string }> {
    let address = url;
    let body = form;
    for (let hops = 0; hops < 20; hops += 1) {
      const response = await this.request(
        address,
        body ? { method: 'POST', body: new URLSearchParams(body) } : {},
      );
      const location = response.headers.get('location');
      if (location === null) return { url: address, status: response.status, text: await response.text() };
      await response.body?.cancel();
      address = new URL(location, address).href;
      body = undefined;
    }
    throw new Error('too many redirects');
  }

  /** One request with this host's cookies; the answer's are kept. */
  async request(url: string, init: RequestInit = {}): Promise<Response> {
    const { host, origin, pathname } = new URL(url);
    this.visits.push({ path: pathname, at: Date.now() });
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    const headers = new Headers(init.headers);
    headers.set('cookie', this.cookieFor(url));
    if (init.method === 'POST') headers.set('origin', origin);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      if (/;\s*max-age=0\s*(;|$)/i.test(cookie)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** The Cookie header that this host gets. */
  cookieFor(url: string): string {
    const jar = this.#cookies.get(new URL(url).host) ?? new Map<string, string>();
    return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}
