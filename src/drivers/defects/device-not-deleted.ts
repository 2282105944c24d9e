import { WdmArticle } from '../wdm-article.ts';
import { wdmDriverModule } from '../wdm-driver.ts';

/** Deletes the link when it is unloaded, and not the device (R2, R17). */
class DeviceNotDeleted extends WdmArticle {
  protected override unload(): void {
    this.deleteLink();
    this.release();
  }
}

export const deviceNotDeletedDriver = wdmDriverModule(DeviceNotDeleted);
