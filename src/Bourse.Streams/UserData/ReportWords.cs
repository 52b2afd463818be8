using System.Text;
using Bourse.Venue;
using Bourse.Venue.Orders;

namespace Bourse.Streams.UserData;

/// <summary>The words of execution reports that no response has.</summary>
internal static class ReportWords
{
    private static readonly byte[][] ExecutionTypes =
    [
        [.. "NEW"u8], [.. "CANCELED"u8], [.. "REPLACED"u8], [.. "REJECTED"u8], [.. "TRADE"u8], [.. "EXPIRED"u8],
        [.. "TRADE_PREVENTION"u8],
    ];

    private static readonly Dictionary<RejectReason, byte[]> RejectReasons =
        Enum.GetValues<RejectReason>().ToDictionary(reason => reason, WordOf);

    public static ReadOnlySpan<byte> Of(ExecutionType type) => ExecutionTypes[(int)type];

    /// <summary>
    /// Four reasons have a documented word (user-data-stream.md, "Order Reject Reason"); the others have their own
    /// name in the same style.
    /// </summary>
    public static ReadOnlySpan<byte> Of(RejectReason reason) => RejectReasons[reason];

    private static byte[] WordOf(RejectReason reason) => reason switch
    {
        RejectReason.InsufficientBalance => [.. "INSUFFICIENT_BALANCES"u8],
        RejectReason.WouldTriggerImmediately => [.. "STOP_PRICE_WOULD_TRIGGER_IMMEDIATELY"u8],
        RejectReason.WouldMatchImmediately => [.. "WOULD_MATCH_IMMEDIATELY"u8],
        RejectReason.ListPricesWrong => [.. "OCO_BAD_PRICES"u8],
        _ => Snake(reason.ToString()),
    };

    private static byte[] Snake(string name)
    {
        var word = new StringBuilder();
        foreach (char letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && word.Length > 0) word.Append('_');
            word.Append(char.ToUpperInvariant(letter));
        }
        return Encoding.ASCII.GetBytes(word.ToString());
    }
}
