using System.Text;

namespace Bourse.Streams.Market;

/// <summary>
/// What a client asks for: a stream's name, and behind "~" the position of the last event that it saw, when it wants to
/// go on there:
/// <c>btcusdt@trade~1234.0</c>.
/// </summary>
/// <param name="After">Null for from now on.</param>
internal readonly record struct StreamName(string Name, StreamPosition? After)
{
    private const char Separator = '~';

    /// <summary>False when what stands behind the separator is no position.</summary>
    public static bool TryParse(string text, out StreamName name)
    {
        int separator = text.LastIndexOf(Separator);
        name = new StreamName(separator < 0 ? text : text[..separator], null);
        if (separator < 0) return true;
        byte[] position = Encoding.UTF8.GetBytes(text[(separator + 1)..]);
        if (!StreamPosition.TryParse(position, out StreamPosition after)) return false;
        name = name with { After = after };
        return true;
    }
}
