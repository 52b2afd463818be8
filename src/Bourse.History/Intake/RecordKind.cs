namespace Bourse.History.Intake;

/// <summary>What a record of the <see cref="EventStream"/> holds.</summary>
internal enum RecordKind
{
    /// <summary>An <see cref="Bourse.Venue.Orders.OrderFields"/> of an order that just closed.</summary>
    ClosedOrder,

    /// <summary>A <see cref="Records.TradeRecord"/>.</summary>
    Trade,

    /// <summary>An <see cref="Records.AmendmentRecord"/>.</summary>
    Amendment,

    /// <summary>An <see cref="Bourse.Venue.Orders.OrderListFields"/> of a list that just closed.</summary>
    ClosedList,

    /// <summary>A <see cref="Bourse.Venue.Events.PreventedMatchEvent"/>.</summary>
    PreventedMatch,

    /// <summary>A <see cref="Records.TransferRecord"/>.</summary>
    Transfer,

    /// <summary>An index in the chunk's list of references.</summary>
    Reference,

    /// <summary>A <see cref="HistoryCheckpoint"/>: all of the entry stands before it.</summary>
    EntryEnd,
}
