import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tika.Tika;

/** Plain tika-core over the files of a list, to be measured beside identify. */
final class TikaCore {
    private TikaCore() {}

    public static void main(String[] args) throws Exception {
        var tika = new Tika();
        for (String name : Files.readAllLines(Path.of(args[0]))) {
            System.out.println(name + "\t" + tika.detect(Path.of(name)));
        }
    }
}
