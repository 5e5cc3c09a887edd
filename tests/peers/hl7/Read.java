import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r5.context.SimpleWorkerContext.SimpleWorkerContextBuilder;
import org.hl7.fhir.r5.elementmodel.ParserBase.ValidationPolicy;
import org.hl7.fhir.r5.elementmodel.SHLParser;
import org.hl7.fhir.r5.elementmodel.ValidatedFragment;
import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;

/**
 * Opens the SMART Health Link in LINK with HL7's own reader, that of the FHIR validator: it takes the link, asks for the
 * manifest, unseals. What it read goes to stdout; without anything to read, what it says against it to stderr, status 1.
 */
public class Read {
  public static void main(String[] none) throws Exception {
    // It refuses addresses that lead into its own network, as a public service should; the test's server is on loopback.
    ManagedWebAccess.setSsrfProtectionEnabled(false);
    SHLParser reader = new SHLParser(new SimpleWorkerContextBuilder().fromNothing());
    reader.setupValidation(ValidationPolicy.EVERYTHING);
    byte[] link = System.getenv("LINK").getBytes(StandardCharsets.UTF_8);
    List<ValidatedFragment> found = reader.parse(new ByteArrayInputStream(link));
    for (ValidatedFragment part : found) {
      for (ValidationMessage said : part.getErrors()) {
        if (said.getLevel() != IssueSeverity.INFORMATION) {
          System.err.println(said.getLevel() + " " + said.getLocation() + ": " + said.getMessage());
        }
      }
    }
    ValidatedFragment last = found.get(found.size() - 1);
    if (!last.getName().startsWith("files[")) {
      System.exit(1);
    }
    System.out.write(last.getContent());
    System.out.flush();
  }
}
