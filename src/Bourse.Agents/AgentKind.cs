namespace Bourse.Agents;

/// <summary>What an agent does for the market.</summary>
public enum AgentKind
{
    /// <summary>Quotes both sides on several levels around the fair price.</summary>
    Maker,

    /// <summary>Crosses the spread now and then.</summary>
    Taker,
}
