import { DownloadForm } from '../forms/download-form';
import { buttonClass } from '../ui/button';

interface YamlDownloadProps {
  readonly action: string;
  readonly release: string;
  readonly label: string;
  readonly withSecrets?: boolean;
}

export function YamlDownload({ action, release, label, withSecrets = false }: YamlDownloadProps) {
  return (
    <DownloadForm action={action}>
      <input type="hidden" name="release" value={release} />
      {withSecrets && <input type="hidden" name="secrets" value="on" />}
      <button type="submit" className={buttonClass()}>
        {label}
      </button>
    </DownloadForm>
  );
}
