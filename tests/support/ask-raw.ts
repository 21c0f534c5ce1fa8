import { request as httpRequest } from 'node:http';

/** With headers that fetch would not send, such as Host. */
export function askRaw(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; headers: Readonly<Record<string, string | string[] | undefined>> }> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    })
      .on('error', reject)
      .end();
  });
}
