import { buttonClass } from '../ui/button';

interface YamlDownloadProps {
  readonly action: string;
  readonly release: string;
  readonly label: string;
  readonly withSecrets?: boolean;
}

/** A post and no link: no other page can ask for a file with secrets. The answer is the file. */
export function YamlDownload({ action, release, label, withSecrets = false }: YamlDownloadProps) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="release" value={release} />
      {withSecrets && <input type="hidden" name="secrets" value="on" />}
      <button type="submit" className={buttonClass()}>
        {label}
      </button>
    </form>
  );
}
