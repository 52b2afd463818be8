namespace Bourse.Api.Limits;

/// <summary>The last ban of an address.</summary>
/// <param name="UntilUs">Microseconds since the Unix epoch; 0 when it never was banned, or that is forgiven.</param>
/// <param name="Count">How many bans in a row this is; the next one is longer.</param>
public readonly record struct AddressBan(long UntilUs, int Count)
{
    /// <summary>A ban that lies further back than the longest one is forgiven.</summary>
    public const long ForgivenAfterUs = 3 * 24 * 60 * UsageWindows.MinuteUs;

    /// <summary>Who was banned by two nodes has the later ban, and the higher count.</summary>
    public AddressBan With(AddressBan other) => new(Math.Max(UntilUs, other.UntilUs), Math.Max(Count, other.Count));
}
