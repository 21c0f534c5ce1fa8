/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks types; a newcomer's first build need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // All that next-intl's plugin would do for us, without the compiler that it brings along.
  turbopack: { resolveAlias: { 'next-intl/config': './app/i18n-request.ts' } },
  // Nothing here is an optimised image; the optimiser would keep films on disk, and ask addresses for whoever names one.
  images: { unoptimized: true },
  // The largest body of ours is a list of launches. Next keeps each whole in memory before a route sees it.
  experimental: { proxyClientMaxBodySize: '64kb' },
  // Left to Node as they are: native modules, and packages that read files of their own.
  serverExternalPackages: ['pg', 'pg-boss', 'pino', 'kysely'],
};

export default config;
