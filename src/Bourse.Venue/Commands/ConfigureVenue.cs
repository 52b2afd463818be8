using Bourse.Venue.Reference;

namespace Bourse.Venue.Commands;

/// <summary>Replaces the rules that hold over all symbols.</summary>
public sealed record ConfigureVenue(VenueSettings Settings);
