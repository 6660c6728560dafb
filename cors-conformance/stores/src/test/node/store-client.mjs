// On the page: what an app does with a store, one step after the other, up to the first that fails.

import {
  DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

const PARTS = 11 << 20;

const expect = (what, wanted, got) => {
  if (wanted !== got) throw new Error(`${what}: ${got} instead of ${wanted}`);
};

const steps = {
  async put(client, Bucket) {
    const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key: 'kept.txt', Body: '0123456789', ContentType: 'text/plain' }));
    expect('the exposed ETag', true, /^"[0-9a-f]{32}"$/.test(ETag));
  },
  async list(client, Bucket) {
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket }));
    expect('what is listed', 'kept.txt', (Contents ?? []).map((each) => each.Key).join());
  },
  async range(client, Bucket) {
    const { Body, ContentRange } = await client.send(new GetObjectCommand({ Bucket, Key: 'kept.txt', Range: 'bytes=2-5' }));
    expect('the range', '2345', await Body.transformToString());
    expect('the exposed Content-Range', 'bytes 2-5/10', ContentRange);
  },
  async multipart(client, Bucket) {
    const params = { Bucket, Key: 'large.bin', Body: new Blob([new Uint8Array(PARTS)]) };
    await new Upload({ client, params, partSize: 5 << 20 }).done();
    const { ContentLength } = await client.send(new HeadObjectCommand({ Bucket, Key: 'large.bin' }));
    expect('the length', PARTS, ContentLength);
  },
  async delete(client, Bucket) {
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'large.bin' }));
  },
};

// That the store is there at all: an answer that the page may not read is an answer.
const answers = (endpoint) => fetch(endpoint, { mode: 'no-cors', cache: 'no-store' }).then(() => true, () => false);

window.use = async ({ bucket, ...about }) => {
  const { endpoint } = about;
  const client = new S3Client({ ...about, region: 'us-east-1', forcePathStyle: true, maxAttempts: 1 });
  const said = [];
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step(client, bucket);
      said.push(name);
    } catch (error) {
      // Of what CORS refuses, a script sees as much as of a store that is not there: a TypeError.
      const refused = error instanceof TypeError && await answers(endpoint);
      said.push(refused ? `${name} refused by the browser` : `${name} failed: ${error.name} ${error.message}`);
      break;
    }
  }
  return said.join(', ');
};
