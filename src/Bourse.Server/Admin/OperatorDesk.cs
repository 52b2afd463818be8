using System.Text.Json.Nodes;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Server.Admin;

/// <summary>Sends operator's commands through the log and turns their outcomes into answers.</summary>
public sealed class OperatorDesk
{
    public OperatorDesk(VenueReplica replica) => Replica = replica;

    public VenueReplica Replica { get; }

    /// <summary>Appends a command and answers with its entry's sequence number and the id it made or meant.</summary>
    /// <exception cref="AdminRefusalException">The venue refused, is busy, or its answer is not known.</exception>
    public async Task<JsonObject> SubmitAsync(object command)
    {
        try
        {
            using CommandResult result = await Replica.SubmitOperatorAsync(command).ConfigureAwait(false);
            Outcome outcome = result.Outcome;
            if (outcome.Reason != RejectReason.None)
                throw new AdminRefusalException(StatusCodes.Status409Conflict, outcome.Reason.ToString(),
                    $"The venue refused {outcome.Command}: {outcome.Reason} (entry {result.Sequence}).");
            return new JsonObject { ["sequence"] = result.Sequence, ["id"] = outcome.Id };
        }
        catch (ReplicaBusyException e)
        {
            throw new AdminRefusalException(StatusCodes.Status503ServiceUnavailable, "Busy", e.Message);
        }
        catch (OutcomeUnknownException e)
        {
            throw new AdminRefusalException(StatusCodes.Status504GatewayTimeout, "OutcomeUnknown",
                $"{e.Message} Look whether it was done before trying again.");
        }
        catch (ArgumentException e)
        {
            throw new AdminRefusalException(StatusCodes.Status400BadRequest, "Malformed", e.Message);
        }
    }
}
