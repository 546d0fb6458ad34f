'use client'; // replaces the whole document when even the frame fails

/** The last resort, without our styles: they may be what failed. */
export default function GlobalFault({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body
        style={{ font: '14px/22px system-ui, sans-serif', margin: '14vh auto', maxWidth: 480, padding: 16 }}
      >
        <h1 style={{ fontSize: 20 }}>Something went wrong here</h1>
        <p>The server's log knows it as {error.digest ?? 'an error of the browser'}.</p>
        <p>
          <a href="/">Home</a>
        </p>
      </body>
    </html>
  );
}
