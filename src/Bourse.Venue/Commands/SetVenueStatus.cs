using Bourse.Venue.Reference;

namespace Bourse.Venue.Commands;

/// <summary>Opens, halts or closes the whole venue to all but cancels.</summary>
public sealed record SetVenueStatus(TradingStatus Status);
