using System.Globalization;
using Bourse.Drills.Venue;

namespace Bourse.Drills.Load;

/// <summary>One order of a drill's client, and what the client was told of it.</summary>
internal sealed class DrillOrder
{
    public required DrillAccount Account { get; init; }
    public required string ClientOrderId { get; init; }
    public required bool IsBuy { get; init; }
    public required decimal Price { get; init; }
    public required decimal Quantity { get; init; }

    /// <summary>
    /// It trades, so its client order id is free again once it is filled: it is never sent blindly twice.
    /// </summary>
    public required bool IsCrossing { get; init; }

    /// <summary>The group of clients it belongs to.</summary>
    public required string Group { get; init; }

    /// <summary>When it was to be sent, as a timestamp of <see cref="TimeProvider"/>.</summary>
    public required long DueAt { get; init; }

    /// <summary>When the client knew that it is accepted; 0 while it does not.</summary>
    public long AckedAt { get; private set; }

    /// <summary>The venue's number of it, once acked.</summary>
    public long OrderId { get; private set; }

    /// <summary>Trades that were told with the ack.</summary>
    public IReadOnlyList<Fill> Fills { get; private set; } = [];

    /// <summary>How its requests ended that ended otherwise than with its acceptance, one text each.</summary>
    public List<string> Failures { get; } = [];

    public int FailedRequests => Failures.Count;

    /// <summary>Requests that were sent, or could not be.</summary>
    public int Requests { get; set; }

    /// <summary>An answer that the venue must not give; null while there is none.</summary>
    public string? WrongAnswer { get; set; }

    /// <summary>The venue's time when it was accepted, in ms since the Unix epoch; 0 when it was not told.</summary>
    public long AcceptedAtMs { get; private set; }

    /// <summary>Its client leaves it at the answer that it was not taken.</summary>
    public bool GivesUpWhenShed { get; init; }

    /// <summary>It was not taken, and its client left it at that.</summary>
    public bool IsShed { get; set; }

    /// <summary>And was not told when to come again.</summary>
    public bool IsShedWithoutRetryAfter { get; set; }

    public bool IsAcked => AckedAt != 0;

    /// <summary>The client knows now that it is accepted.</summary>
    /// <param name="body">The answer that told it.</param>
    public void Ack(string body, long now)
    {
        (OrderId, AcceptedAtMs, Fills) = OrderReading.Read(body);
        AckedAt = now;
    }

    /// <summary>The parameters of its request.</summary>
    /// <param name="recvWindowMs">How long after its timestamp the venue may still take it.</param>
    public string Query(int recvWindowMs) => string.Create(CultureInfo.InvariantCulture,
        $"symbol={Account.Market.Symbol}&side={(IsBuy ? "BUY" : "SELL")}&type=LIMIT&timeInForce=GTC&price={Price}"
        + $"&quantity={Quantity}&newClientOrderId={ClientOrderId}&newOrderRespType=FULL&recvWindow={recvWindowMs}");
}
