/** Headers that hold for every answer of Next; the content security policy has a nonce and comes from proxy.ts. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
];

/**
 * Headers of pages that a secret in their address opens: no request that they set off tells it, to us neither. Not
 * `no-referrer`: with it browsers send `Origin: null` from our own forms.
 */
const ofLinks = [
  { key: 'Referrer-Policy', value: 'strict-origin' },
  { key: 'X-Robots-Tag', value: 'noindex' },
];

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  // Every page is made for its reader: nothing is there to be kept.
  cacheMaxMemorySize: 0,
  devIndicators: false,
  // Types are checked by `npm run check`; whoever starts a release need not wait for that again.
  typescript: { ignoreBuildErrors: true },
  // Native or worker code, which must stay what it is on disk.
  serverExternalPackages: ['@electric-sql/pglite', '@node-rs/argon2', 'pg', 'pino'],
  // A standalone trace once copied the data directory along.
  outputFileTracingExcludes: { '*': ['./data/**', './.git/**'] },
  experimental: {
    serverActions: { bodySizeLimit: '17mb' },
    // Where proxy.ts matches, Next cuts longer bodies short without a word; the gate refuses them before.
    proxyClientMaxBodySize: '17mb',
  },
  headers: async () => [
    { source: '/:path*', headers },
    // Of two values of a header the later one holds.
    { source: '/:page(join|new-password)/:secret', headers: ofLinks },
  ],
};

export default config;
