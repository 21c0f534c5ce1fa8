/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks types; a newcomer's first build need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // All that next-intl's plugin would do for us, without the compiler that it brings along.
  turbopack: { resolveAlias: { 'next-intl/config': './app/i18n-request.ts' } },
  // Left to Node as they are: native modules, and packages that read files of their own.
  serverExternalPackages: ['pg', 'pg-boss', 'pino', 'fhirclient', 'kysely'],
};

export default config;
