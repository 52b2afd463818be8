namespace Bourse.Streams.UserData;

/// <summary>What a record of the <see cref="EventWindow"/> holds.</summary>
internal enum UserEventKind
{
    /// <summary>An <see cref="Bourse.Venue.Events.ExecutionReport"/>.</summary>
    Report = 0,

    /// <summary>A <see cref="PreventedReport"/>.</summary>
    PreventedReport = 1,

    /// <summary>A <see cref="Bourse.Venue.Events.ListEvent"/>.</summary>
    List = 2,

    /// <summary>A <see cref="Bourse.Venue.Events.BalanceEvent"/> of a deposit or a withdrawal.</summary>
    BalanceUpdate = 3,

    /// <summary>Several <see cref="AssetBalance"/>.</summary>
    Position = 4,
}
