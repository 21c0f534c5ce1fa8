import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.llp.MinLowerLayerProtocol;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Varies;
import ca.uhn.hl7v2.model.v251.datatype.ED;
import ca.uhn.hl7v2.model.v251.group.ORU_R01_ORDER_OBSERVATION;
import ca.uhn.hl7v2.model.v251.message.ORU_R01;
import ca.uhn.hl7v2.model.v251.segment.OBX;
import ca.uhn.hl7v2.model.v251.segment.PID;
import ca.uhn.hl7v2.parser.UnexpectedSegmentBehaviourEnum;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.util.Map;

/**
 * HAPI's MLLP server with all that it checks switched on: unexpected segments, data types, dates, numbers. Takes ORU^R01
 * and writes a line of what it read, its parts divided by tabs: control id, patient id, family name, groups, OBR-25,
 * OBX, lengths of PDFs.
 */
public class StrictEngine implements ReceivingApplication<Message> {
  public static void main(String[] arguments) throws Exception {
    HapiContext context = new DefaultHapiContext();
    context.setValidationContext(ValidationContextFactory.defaultValidation());
    context.getParserConfiguration()
        .setUnexpectedSegmentBehaviour(UnexpectedSegmentBehaviourEnum.THROW_HL7_EXCEPTION);
    // Reads in the character set that MSH-18 names.
    context.setLowerLayerProtocol(new MinLowerLayerProtocol(true));
    HL7Service server = context.newServer(Integer.parseInt(arguments[0]), false);
    server.registerApplication("ORU", "R01", new StrictEngine());
    server.startAndWait();
    System.out.println("ready");
  }

  @Override
  public boolean canProcess(Message message) {
    return message instanceof ORU_R01;
  }

  @Override
  public Message processMessage(Message message, Map<String, Object> metadata) throws HL7Exception {
    ORU_R01 oru = (ORU_R01) message;
    PID pid = oru.getPATIENT_RESULT().getPATIENT().getPID();
    StringBuilder statuses = new StringBuilder();
    StringBuilder documents = new StringBuilder();
    int observations = 0;
    for (ORU_R01_ORDER_OBSERVATION order : oru.getPATIENT_RESULT().getORDER_OBSERVATIONAll()) {
      statuses.append(order.getOBR().getResultStatus().getValue());
      for (int index = 0; index < order.getOBSERVATIONReps(); index++) {
        OBX obx = order.getOBSERVATION(index).getOBX();
        observations++;
        Varies value = obx.getObservationValue(0);
        if (value.getData() instanceof ED) documents.append(((ED) value.getData()).getData().getValue().length());
      }
    }
    String[] parts = {
      oru.getMSH().getMessageControlID().getValue(),
      pid.getPatientIdentifierList(0).getIDNumber().getValue(),
      String.valueOf(pid.getPatientName(0).getFamilyName().getSurname().getValue()),
      String.valueOf(oru.getPATIENT_RESULT().getORDER_OBSERVATIONReps()),
      statuses.toString(),
      String.valueOf(observations),
      documents.toString(),
    };
    System.out.println(String.join("\t", parts));
    try {
      return message.generateACK();
    } catch (java.io.IOException cause) {
      throw new HL7Exception(cause);
    }
  }
}
