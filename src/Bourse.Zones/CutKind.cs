namespace Bourse.Zones;

/// <summary>What becomes of the packets of a cut connection.</summary>
public enum CutKind
{
    /// <summary>They vanish: the other side seems to hang.</summary>
    Drop,

    /// <summary>They are answered with a reset: the connection fails at once.</summary>
    Reset,
}
