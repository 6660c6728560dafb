// On the page: an upload as any app does it.

import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

window.upload = async ({ endpoint, credentials, size }) => {
  const client = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true, maxAttempts: 1 });
  const target = { Bucket: 'demo', Key: 'large.bin' };
  try {
    const upload = new Upload({ client, params: { ...target, Body: new Blob([new Uint8Array(size)]) }, partSize: 5 << 20 });
    const { ETag } = await upload.done();
    const { ContentLength } = await client.send(new HeadObjectCommand(target));
    return { etag: ETag, length: ContentLength };
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
};
